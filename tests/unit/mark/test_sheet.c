/* A page read: spellings, statements, prose, places. The network is the lottery's, 2-2-1. */
#include "mark/reading.h"

START_TEST(numbers_and_signs_are_read_as_people_type_them)
{
    static const struct page pages[] = {
        {"h1 = (16)(0.5) + (4)(0.1) + 4 = 12.4", "h1[1]@1.1 = (16)(0.5) + (4)(0.1) + 4 = 12.4"},
        {"h1=16*0.5+4*0.1+4=12.4", "h1[1]@1.1 = 16*0.5 + 4*0.1 + 4 = 12.4"},
        {"h1\t=\t16 x 0.5   +  4x0.1 + 4", "h1[1]@1.1 = 16*0.5 + 4*0.1 + 4"},
        {"h1 = 16 × 0.5 + 4·0.1 + 4\r\n", "h1[1]@1.1 = 16*0.5 + 4*0.1 + 4"},
        {"h2 = 16(−0.3) + 4 • 2 – 2", "h2[1]@1.1 = (16)(-0.3) + 4*2 - 2"},
        {"MSE = (54.6² + 39.1^2 + 11.2**2)/3", "MSE@1.1 = (54.6^2 + 39.1^2 + 11.2^2)/3"},
        {"MSE = ⅓ (54.6²)", "MSE@1.1 = (1/3)(54.6^2)"},
        {"yhat ≈ 43.4", "yhat[1]@1.1 = 43.4"},
        {"yhat := 43.4", "yhat[1]@1.1 = 43.4"},
        {"yhat => 43.4", "yhat[1]@1.1 = 43.4"},
        {"yhat = h1 x w5 + h2 x w6 + b3",
         "yhat[1]@1.1 = h1[1]@1.1*w5@1.1 + h2[1]@1.1*w6@1.1 + b3@1.1"},
        {"h1 = 1.24e1", "h1[1]@1.1 = 12.4"},
        {"h1 = 16·0,5 + 4·0,1 + 4 = 12,4", "h1[1]@1.1 = 16*0.5 + 4*0.1 + 4 = 12.4"},
        {"h1 = 12,4 + 0.5", "h1[1]@1.1 = 12.4 + 0.5"},
        {"[h1 h2] = [12,5]", "[h1[1]@1.1 h2[1]@1.1] = [12 5]"},
        {"h1 = |-12.4|/|2|", "h1[1]@1.1 = abs(-12.4)/abs(2)"},
        {"h1 = tanh 0.5 - ln −0.5 + sigma(2)", "h1[1]@1.1 = tanh(0.5) - ln(-0.5) + sigmoid(2)"},
        {"MSE = -ln ŷ₁ - \\ln\\hat{y}_2", "MSE@1.1 = -ln(yhat[1]@1.1) - ln(yhat[2]@1.1)"},
        {"h1 = log(2) + log10(3)", "h1[1]@1.1 = ln(2) + (1/ln(10))*ln(3)"},
    };
    CHECK_PAGES(pages, 0);
}
END_TEST

START_TEST(names_are_read_as_people_type_them)
{
    static const struct page pages[] = {
        {"ŷ = 1", "yhat[1]@1.1 = 1"},
        {"y\xcc\x82 = 1", "yhat[1]@1.1 = 1"},
        {"y_hat = 1", "yhat[1]@1.1 = 1"},
        {"y-hat = 1", "yhat[1]@1.1 = 1"},
        {"h_1 = 1", "h1[1]@1.1 = 1"},
        {"h₁ = 1", "h1[1]@1.1 = 1"},
        {"H_2 = 1", "h2[1]@1.1 = 1"},
        {"W_5 = 1", "w5@1.1 = 1"},
        {"w5new = 1", "w5_new@1.1 = 1"},
        {"w5_new = 1", "w5_new@1.1 = 1"},
        {"w5 new = 1", "w5_new@1.1 = 1"},
        {"w5 (new) = 1", "w5_new@1.1 = 1"},
        {"new w5 = 1", "w5_new@1.1 = 1"},
        {"w_new_5 = 1", "w5_new@1.1 = 1"},
        {"w5-new = 1", "w5_new@1.1 = 1"},
        {"w5' = 1", "w5_new@1.1 = 1"},
        {"w5new = w5old - 0.001 * 3", "w5_new@1.1 = w5@1.1 - 0.001*3"},
        {"dMSE/dw5 = 1", "dMSE/dw5@1.1 = 1"},
        {"dMSE/dw_5 = 1", "dMSE/dw5@1.1 = 1"},
        {"dL/dw5 = 1", "dMSE/dw5@1.1 = 1"},
        {"∂MSE/∂w5 = 1", "dMSE/dw5@1.1 = 1"},
        {"∂MSE / ∂w₅ = 1", "dMSE/dw5@1.1 = 1"},
        {"d(Loss)/d(w_5) = 1", "dMSE/dw5@1.1 = 1"},
        {"dL/dW5 = 1", "dMSE/dw5@1.1 = 1"},
        {"dL/dyhat = 1", "dMSE/dyhat[1]@1.1 = 1"},
        {"∂MSE_2/∂w5 = 1", "dMSE/dw5[2]@1.1 = 1"},
        {"dyhat/dw5 = h1", "dyhat/dw5[1]@1.1 = h1[1]@1.1"},
        {"y_2 - ŷ_2 = 1", "y[2]@1.1 - yhat[2]@1.1 = 1"},
        {"y_i - ŷ_i = 1", "y[1]@1.1 - yhat[1]@1.1 = 1"},
        {"e3 = 1", "e[3]@1.1 = 1"},
        {"h1[2] = 1", "h1[2]@1.1 = 1"},
        {"w5@2 = 1", "w5@2 = 1"},
        {"learning rate = 0.001", "alpha@1.1 = 0.001"},
        {"α = 0.001", "alpha@1.1 = 0.001"},
        {"lr = 0.001", "alpha@1.1 = 0.001"},
        {"Loss = 1", "MSE@1.1 = 1"},
        {"mean squared error = 1", "MSE@1.1 = 1"},
        {"w5neu = w5alt - 1", "w5_new@1.1 = w5@1.1 - 1"},
        {"y^ = 1", "yhat[1]@1.1 = 1"},
        {"ypred = 1", "yhat[1]@1.1 = 1"},
        {"net_h2 = out_h1 + out_o1", "z2[1]@1.1 = h1[1]@1.1 + yhat[1]@1.1"},
        {"net_o1 = 1", "z3[1]@1.1 = 1"},
        {"a2 = a_1 + a3", "h2[1]@1.1 = h1[1]@1.1 + yhat[1]@1.1"},
    };
    CHECK_PAGES(pages, 0);
}
END_TEST

START_TEST(what_there_is_one_of_needs_no_number)
{
    static const struct page pages[] = {
        {"z = 1", "z1[1]@1.1 = 1"},
        {"b' = b - 0.1", "b1_new@1.1 = b1@1.1 - 0.1"},
        {"dL/dz = 1", "dMSE/dz1[1]@1.1 = 1"},
        {"dL/db = 1", "dMSE/db1@1.1 = 1"},
        {"w = 1", ""},
        {"a = 1", ""},
    };
    scene_set(&scene, (size_t[]){3, 1}, 1, (enum gri_activation[]){GRI_SIGMOID}, true, GRI_MSE,
              (const double[]){0.5, -0.35, 1.2, -0.45}, (const double[]){0.2, -1.3, 0.7, 0.9}, 1);
    for (size_t n = 0; n < sizeof pages / sizeof *pages; n++)
        ck_assert_str_eq(reading(pages[n].text, strlen(pages[n].text)), pages[n].read);
    scene_close(&scene);
}
END_TEST

START_TEST(the_word_error_means_what_its_working_shows)
{
    static const struct page pages[] = {
        {"Error = (98-43.4)^2 = 2981.16", "(y[1]@1.1 - yhat[1]@1.1)^2 = (98 - 43.4)^2 = 2981.16"},
        {"Error_2 = (81-41.9)² = 1", "(y[2]@1.1 - yhat[2]@1.1)^2 = (81 - 41.9)^2 = 1"},
        {"Error = (98-43.4)^2/2 = 1", "(y[1]@1.1 - yhat[1]@1.1)^2/2 = (98 - 43.4)^2/2 = 1"},
        {"error = 98 - 43.4 = 54.6", "e[1]@1.1 = 98 - 43.4 = 54.6"},
        {"Error = y - yhat\nError = 54.6", "e[1]@1.1 = y[1]@1.1 - yhat[1]@1.1 | e[1]@1.1 = 54.6"},
        {"Error = 54.6", "? = 54.6"},
        {"squared error = 2981.16", "(y[1]@1.1 - yhat[1]@1.1)^2 = 2981.16"},
        {"e = 54.6, its squared error = 2981.16",
         "e[1]@1.1 = 54.6 | (y[1]@1.1 - yhat[1]@1.1)^2 = 2981.16"},
    };
    CHECK_PAGES(pages, 0);
}
END_TEST

START_TEST(latex_is_read)
{
    static const struct page pages[] = {
        {"$$h_1 = ((16)(0.5) + (4)(0.1)) + 4 = 12.4$$",
         "h1[1]@1.1 = ((16)(0.5) + (4)(0.1)) + 4 = 12.4"},
        {"\\hat{y} = 12.4 \\cdot 2 \\\\", "yhat[1]@1.1 = 12.4*2"},
        {"\\hat y_2 &= 12.4 \\times 2", "yhat[2]@1.1 = 12.4*2"},
        {"w_{5new} = w_{5current} - \\alpha \\sum_{i=1}^n \\frac{\\partial MSE_i}{\\partial w_5}",
         "w5_new@1.1 = w5@1.1 - (alpha@1.1)(dMSE/dw5@1.1)"},
        {"w_{5}^{new} = 1", "w5_new@1.1 = 1"},
        {"w_{5, new} = 1", "w5_new@1.1 = 1"},
        {"w_{3-\\text{new}} = 1", "w3_new@1.1 = 1"},
        {"\\frac{\\partial MSE}{\\partial w_5} = -\\frac{2}{3} \\left( 3 \\right]",
         "dMSE/dw5@1.1 = (-(2/3))(3)"},
        {"\\frac{dL}{dw_5} = \\frac{2981.16}{3}", "dMSE/dw5@1.1 = ((2981.16)/(3))"},
        {"\\sum_{i=1}^n \\frac{\\partial MSE_i}{\\partial w_5} = 1", "(dMSE/dw5@1.1) = 1"},
        {"MSE = \\frac{1}{N} \\sum_{i=1}^n (y_i - \\hat{y}_i)^2 = 1",
         "MSE@1.1 = ((1)/(N@1.1)) sum((y_i@1.1 - yhat_i@1.1)^2) = 1"},
        {"[h_1 \\quad h_2] = [12.4 \\quad 5.2]", "[h1[1]@1.1 h2[1]@1.1] = [12.4 5.2]"},
        {"h_1 = \\underline{0.5} \\quad \\hat{y} = 3", "h1[1]@1.1 = 0.5 | yhat[1]@1.1 = 3"},
        {"\\begin{bmatrix} h_1 & h_2 \\end{bmatrix} = \\begin{bmatrix} 1 & 4 \\end{bmatrix} "
         "\\times \\begin{bmatrix} 0.5 & -0.3 \\\\ 0.1 & 4 \\end{bmatrix}",
         "[h1[1]@1.1 h2[1]@1.1] = [1 4] x [0.5 -0.3; 0.1 4]"},
        {"$\\alpha = 0.001$", "alpha@1.1 = 0.001"},
        {"h_1 = \\sqrt{4}^{2}", "h1[1]@1.1 = sqrt(4)^(2)"},
    };
    CHECK_PAGES(pages, 0);
}
END_TEST

START_TEST(a_sum_covers_the_term_behind_it)
{
    static const struct page pages[] = {
        {"dMSE/dw5 = -2/3 Σ (y-ŷ) h1 + 1",
         "dMSE/dw5@1.1 = -2/3 sum([y_i@1.1 - yhat_i@1.1](h1_i@1.1)) + 1"},
        {"dMSE/dw5 = -2/3 sum((y-yhat)*h1)",
         "dMSE/dw5@1.1 = -2/3 sum((y_i@1.1 - yhat_i@1.1)*h1_i@1.1)"},
        {"MSE = 1/3 Σ(y-ŷ)²", "MSE@1.1 = 1/3 sum((y_i@1.1 - yhat_i@1.1)^2)"},
        {"MSE = Σ(54.6)(54.6) / 3", "MSE@1.1 = ((54.6)(54.6)/3)"},
        {"MSE = mean((y-yhat)^2)", "MSE@1.1 = mean((y_i@1.1 - yhat_i@1.1)^2)"},
        {"dMSE/db3 = Σ ∂MSE_i/∂b3", "dMSE/db3@1.1 = (dMSE/db3@1.1)"},
    };
    CHECK_PAGES(pages, 0);
}
END_TEST

START_TEST(bullets_remarks_and_prose_are_left_out)
{
    static const struct page pages[] = {
        {"- h1 = 12.4", "h1[1]@1.1 = 12.4"},
        {"* h1 = 12.4", "h1[1]@1.1 = 12.4"},
        {"2. h1 = 12.4", "h1[1]@1.1 = 12.4"},
        {"3) h1 = 12.4", "h1[1]@1.1 = 12.4"},
        {"(a) yhat = 12.4", "yhat[1]@1.1 = 12.4"},
        {"(1) h1 = 12.4", "h1[1]@1.1 = 12.4"},
        {"h1 = 12.4 (rounded)", "h1[1]@1.1 = 12.4"},
        {"h1 = 12.4 (rounded to 1 decimal).", "h1[1]@1.1 = 12.4"},
        {"h1 = 12.4 units", "h1[1]@1.1 = 12.4"},
        {"h1 = 12.4.", "h1[1]@1.1 = 12.4"},
        {"h1 = 12.4;", "h1[1]@1.1 = 12.4"},
        {"h1 = 12.4 ✓", "h1[1]@1.1 = 12.4"},
        {"**h1 = 12.4**", "h1[1]@1.1 = 12.4"},
        {"`h1 = 12.4`", "h1[1]@1.1 = 12.4"},
        {"h1 = 12.40 (= 12.4)", "h1[1]@1.1 = 12.4"},
        {"Then, **N = 3**", "N@1.1 = 3"},
        {"Prediction: yhat = 43.4", "yhat[1]@1.1 = 43.4"},
        {"so we get yhat = 43.4", "yhat[1]@1.1 = 43.4"},
        {"where N = numbers of train data", ""},
        {"h1 = 8 plus 0.4 plus 4 = 12.4", "h1[1]@1.1 = ? = 12.4"},
        {"The total is = 12.4", ""},
        {"w = w - 0.001", ""},
        {"~~h1 = 8.4~~ h2 = <s>5.4</s> 5.2", "h2[1]@1.1 = 5.2"},
        {"Then the loss is L = 1", "MSE@1.1 = 1"},
        {"our loss MSE = 1", "MSE@1.1 = 1"},
        {"the gradient of w5 = -487.25", "dMSE/dw5@1.1 = -487.25"},
        {"the change in w5 = 0.49", ""},
        {"delta h1 = 3", ""},
        {"= backward =", ""},
        {"a = 3 and b = 4", ""},
        {"y_hat = model(x)", ""},
        {"training_x = torch.tensor([", ""},
        {"(98-43.4)^2 = 2981.16", ""},
        {"h1 = ____", ""},
        {"h1 =", ""},
        {"= 12.4", ""},
        {"h1 is 12.4", ""},
    };
    CHECK_PAGES(pages, 0);
}
END_TEST

START_TEST(several_statements_stand_on_a_line_or_one_on_several)
{
    static const struct page pages[] = {
        {"h1 = 12.4, h2 = 5.2", "h1[1]@1.1 = 12.4 | h2[1]@1.1 = 5.2"},
        {"h1 = 12.4; h2 = 5.2", "h1[1]@1.1 = 12.4 | h2[1]@1.1 = 5.2"},
        {"h1 = 12.4 and h2 = 5.2", "h1[1]@1.1 = 12.4 | h2[1]@1.1 = 5.2"},
        {"h1 = 12.4    h2 = 5.2", "h1[1]@1.1 = 12.4 | h2[1]@1.1 = 5.2"},
        {"h1 = 12.4 => yhat = 5.2", "h1[1]@1.1 = 12.4 | yhat[1]@1.1 = 5.2"},
        {"h1 = 16*0.5 + 4.4\n   = 12.4\n= 12", "h1[1]@1.1 = 16*0.5 + 4.4 = 12.4 = 12"},
        {"h1\n= 12.4", "h1[1]@1.1 = 12.4"},
        {"h1 = 12.4\n\n= 12", "h1[1]@1.1 = 12.4 = 12"},
        {"h1 = 12.4\nwhich is\n= 12", "h1[1]@1.1 = 12.4"},
        {"h1 = 12.4 (nearly) = 12", "h1[1]@1.1 = 12.4 = 12"},
        {"h1=8+4.4=12.4 h2=5.2", "h1[1]@1.1 = 8 + 4.4 = 12.4 | h2[1]@1.1 = 5.2"},
        {"dMSE/dw5 = 1 w5new = 2", "dMSE/dw5@1.1 = 1 | w5_new@1.1 = 2"},
        {"[h1 h2] = [1 2] yhat = 3", "[h1[1]@1.1 h2[1]@1.1] = [1 2] | yhat[1]@1.1 = 3"},
        {"yhat = 43.4 (predicted), actual y = 98", "yhat[1]@1.1 = 43.4 | y[1]@1.1 = 98"},
        {"h1 = 12.4, the sum of all = 5", "h1[1]@1.1 = 12.4"},
        {"w5 = 2 - 0.001*3 = 1.997", "w5_new@1.1 = 2 - 0.001*3 = 1.997"},
        {"b1 = 8/2 = 4", "b1@1.1 = 8/2 = 4"},
        {"yhat = 2 h1 = 24.8", "yhat[1]@1.1 = (2)(h1[1]@1.1) = 24.8"},
        {"dMSE/dh1 = dMSE/dh2 w5new = 2", "dMSE/dh1[1]@1.1 = (dMSE/dh2[1]@1.1)(w5_new@1.1) = 2"},
        {"dMSE/dh1 = dMSE/dz2[2] w5new = 2", "dMSE/dh1[1]@1.1 = (dMSE/dz2[2]@1.1)(w5_new@1.1) = 2"},
        {"[h1 h2] = [16 4] x [0.5 -0.3; 0.1 2] + [4 2] = [12.4 5.2]",
         "[h1[1]@1.1 h2[1]@1.1] = [16 4] x [0.5 -0.3; 0.1 2] + [4 2] = [12.4 5.2]"},
        {"[h1, h2] = [16 4] x [0.5 -0.3\n                    0.1 2]",
         "[h1[1]@1.1 h2[1]@1.1] = [16 4] x [0.5 -0.3; 0.1 2]"},
    };
    CHECK_PAGES(pages, 0);
}
END_TEST

START_TEST(what_cannot_be_read_says_where)
{
    static const struct page pages[] = {
        {"h9 = 3", "? = 3"},
        {"e4 = 3", "? = 3"},
        {"h1 = (16)(0.5 + 4 = 12.4", "h1[1]@1.1 = ? = 12.4"},
        {"h1 = 12,4,1", "h1[1]@1.1 = ?"},
        {"h1 = 3 +\nh2 = 5.2", "h1[1]@1.1 = ? | h2[1]@1.1 = 5.2"},
    };
    CHECK_PAGES(pages, 0);
    scene_lottery(&scene);
    const char text[] = "\n  h1 = ŷ·((16) + 4 = 12.4";
    reading(text, sizeof text - 1);
    const struct gri_segment *segment = sheet.first->segments;
    ck_assert_uint_eq(sheet.first->spot.line, 2);
    ck_assert_uint_eq(sheet.first->spot.column, 3);
    ck_assert_str_eq(segment->written, "ŷ·((16) + 4");
    ck_assert_str_eq(segment->problem, "\"(\" is not closed");
    ck_assert_uint_eq(segment->spot.column, 8);
    ck_assert_uint_eq(segment->bad.column, 10);
    ck_assert_str_eq(segment[1].written, "12.4");
    ck_assert_uint_eq(segment[1].spot.column, 22);
    scene_close(&scene);
}
END_TEST

START_TEST(headings_place_bare_names)
{
    static const struct page pages[] = {
        {"Epoch 2\nh1 = 1\nw5 = 1", "h1[1]@2.1 = 1 | w5@2.1 = 1"},
        {"Sample 3\nh1 = 1\nMSE = 1", "h1[3]@1.1 = 1 | MSE@1.1 = 1"},
        {"SAMPLE 3:\nh1 = 1", "h1[3]@1.1 = 1"},
        {"Sample #3\nh1 = 1", "h1[3]@1.1 = 1"},
        {"Iteration 2\nh1 = 1", "h1[2]@1.1 = 1"},
        {"Iteration: 2, Epoch: 3\nh1 = 1", "h1[2]@3.1 = 1"},
        {"## Iteration 2, Epoch 3\nh1 = 1", "h1[2]@3.1 = 1"},
        {"**Epoch 3**\nh1 = 1", "h1[1]@3.1 = 1"},
        {"Iteration 2 of epoch 3\nh1 = 1", "h1[2]@3.1 = 1"},
        {"epoch 3 - iteration 2\nh1 = 1", "h1[2]@3.1 = 1"},
        {"Epoch two\nh1 = 1", "h1[1]@2.1 = 1"},
        {"## Forward pass, sample 2\nh1 = 1", "h1[2]@1.1 = 1"},
        {"Sample 3: h1 = 1", "h1[3]@1.1 = 1"},
        {"Sample 3 (x1 = 16, x2 = 3)", "x1[3]@1.1 = 16 | x2[3]@1.1 = 3"},
        {"Sample 3\nEpoch 2\nh1 = 1", "h1[1]@2.1 = 1"},
        {"Sample 3\nEpoch 1\nh1 = 1", "h1[3]@1.1 = 1"},
        {"Sample 2 (x1=1, x2=4): h1 = (4.9)", "x1[2]@1.1 = 1 | x2[2]@1.1 = 4 | h1[2]@1.1 = (4.9)"},
        {"For the second sample h1 = 1", "h1[2]@1.1 = 1"},
        {"$h_1^{(2)}$ = 1", "h1[2]@1.1 = 1"},
        {"h1^(2) = 1", "h1[2]@1.1 = 1"},
        {"h1 = 4^(2)", "h1[1]@1.1 = 4^(2)"},
        {"S2: h1 = 1", "h1[2]@1.1 = 1"},
        {"Sample №2:\nh1 = 1", "h1[2]@1.1 = 1"},
        {"Sample 2, a bad one:\nh1 = 1", "h1[2]@1.1 = 1"},
        {"Sample 2 – forward\nh1 = 1", "h1[2]@1.1 = 1"},
        {"The second sample: h1 = 1", "h1[2]@1.1 = 1"},
        {"== Second sample ==\nh1 = 1", "h1[2]@1.1 = 1"},
        {"Beispiel 2: h1 = 1", "h1[2]@1.1 = 1"},
        {"Example 7\nh1 = 1", "h1[1]@1.1 = 1"},
        {"Sample 2 is the worst\nh1 = 1", "h1[1]@1.1 = 1"},
        {"End of Iteration: 2\nh1 = 1", "h1[1]@1.1 = 1"},
        {"Epoch 0\nh1 = 1", "h1[1]@1.1 = 1"},
        {"Epoch 99999999999999999999\nh1 = 1", "h1[1]@1.1 = 1"},
        {"Sample 7\nh1 = 1", "? = 1"},
    };
    CHECK_PAGES(pages, 0);
}
END_TEST

START_TEST(an_iteration_is_an_update_where_batches_are_smaller)
{
    static const struct page pages[] = {
        {"Iteration 2\nh1 = 1", "h1[2]@1.2 = 1"},
        {"Epoch 2, iteration 3\nh1 = 1\nw5 = 1", "h1[3]@2.3 = 1 | w5@2.3 = 1"},
        {"Iteration 5\nh1 = 1", "h1[2]@2.2 = 1"},
        {"Iteration 2\nEpoch 2\nw5 = 1", "w5@2.1 = 1"},
        {"Iteration 2\nMSE = 1\ndMSE/dw5 = 1", "MSE@1.2 = 1 | dMSE/dw5@1.2 = 1"},
    };
    CHECK_PAGES(pages, 1);
}
END_TEST

START_TEST(tables_are_read_cell_by_cell)
{
    static const struct page pages[] = {
        {"i\tx_1\ty\t\\hat{y}\t$(y_i - \\hat{y}_i)$\n1\t16\t98\t43.4\t54.6\n2\t1\t81\t\t\n",
         "#x1[1]@1.1 = 16 | #y[1]@1.1 = 98 | #yhat[1]@1.1 = 43.4 | #(y[1]@1.1 - yhat[1]@1.1) = "
         "54.6 | #x1[2]@1.1 = 1 | #y[2]@1.1 = 81"},
        {"| i | x1 | h1 |\n|---|---:|:--:|\n| 3 | 16 | |\n", "#x1[3]@1.1 = 16"},
        {"x1 (Date)  x2 (Month)  y (2nd Last Digit)\n16  4  98",
         "#x1[1]@1.1 = 16 | #x2[1]@1.1 = 4 | #y[1]@1.1 = 98"},
        {"x1,x2\n16,4\n1,4", "#x1[1]@1.1 = 16 | #x2[1]@1.1 = 4 | #x1[2]@1.1 = 1 | #x2[2]@1.1 = 4"},
        {"i x1 h1\n1 16 12.4", "#x1[1]@1.1 = 16 | #h1[1]@1.1 = 12.4"},
        {"Epoch 2\n\ni   h1     −\n\n2   -2/3   \n", "#h1[2]@2.1 = -2/3"},
        {"i  h1  h2\n1  12.4  ?\n2  −4.9  9.7 (rounded)",
         "#h1[1]@1.1 = 12.4 | #h1[2]@1.1 = -4.9 | #h2[2]@1.1 = 9.7"},
        {"h1 and h2, as above\n1 2", ""},
        {"parameter   value\nw1           −0.7\nw2            -0.2", ""},
        {"i  h1\nsum  3", ""},
        {"i  h1\n7  3", "#? = 3"},
    };
    CHECK_PAGES(pages, 0);
}
END_TEST

START_TEST(a_page_says_whose_it_is_and_its_notation)
{
    scene_lottery(&scene);
    const char text[] = "**Name:** Alice B. \nnotation neuron\nn3 = 12.4\n";
    ck_assert_str_eq(reading(text, sizeof text - 1), "h1[1]@1.1 = 12.4");
    ck_assert_str_eq(sheet.author, "Alice B.");
    scene_close(&scene);
}
END_TEST

START_TEST(broken_bytes_spoil_their_line_only)
{
    scene_lottery(&scene);
    const char text[] = "h1 = \xff 3\nh2 = 5.2\nh1 = 1\0 2\nprose \xc3\nyhat = 43.4";
    ck_assert_str_eq(reading(text, sizeof text - 1),
                     "? = ? | h2[1]@1.1 = 5.2 | ? = ? | yhat[1]@1.1 = 43.4");
    ck_assert_uint_eq(sheet.first->spot.column, 6);
    ck_assert_uint_eq(sheet.claims, 4);
    ck_assert_uint_eq(sheet.segments, 4);
    scene_close(&scene);
}
END_TEST

SUITE("mark/sheet", numbers_and_signs_are_read_as_people_type_them,
      names_are_read_as_people_type_them, what_there_is_one_of_needs_no_number,
      the_word_error_means_what_its_working_shows, latex_is_read, a_sum_covers_the_term_behind_it,
      bullets_remarks_and_prose_are_left_out, several_statements_stand_on_a_line_or_one_on_several,
      what_cannot_be_read_says_where, headings_place_bare_names,
      an_iteration_is_an_update_where_batches_are_smaller, tables_are_read_cell_by_cell,
      a_page_says_whose_it_is_and_its_notation, broken_bytes_spoil_their_line_only)
